//! Functions and CAST.

use super::unify::in_kind;
use super::{Checked, Typed, Typing};
use crate::Kind;
use crate::expression::node::{Extreme, Function, Literal, Node};
use crate::expression::problem::{ExpressionError, Span};
use crate::expression::syntax::SUPPORTED;
use cairn_definition::nearest;
use sqlparser::ast::{
    CeilFloorKind, DataType, DateTimeField, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Spanned,
};

const FUNCTIONS: [&str; 10] =
    ["abs", "ceil", "coalesce", "exp", "floor", "greatest", "least", "ln", "round", "sqrt"];

/// Decimals beyond which a double holds no more.
const MOST_DECIMALS: i64 = 15;

impl Typing<'_> {
    pub(super) fn function(&mut self, call: &sqlparser::ast::Function) -> Checked<Typed> {
        let name = call.name.to_string().to_lowercase();
        let span = self.positions.span(call.name.span());
        let Some(called) = called(&name) else { return self.no_such_function(&name, span) };
        let Some(arguments) = plain_arguments(call) else {
            let message = format!("`{name}` takes plain arguments only");
            return self.fail(ExpressionError::new(span, message).expected(format!("{name}(x)")));
        };
        let arguments: Vec<Checked<Typed>> =
            arguments.into_iter().map(|argument| self.typed(argument)).collect();
        let arguments = arguments.into_iter().collect::<Option<Vec<Typed>>>()?;
        match called {
            Called::Coalesce => self.coalesce(arguments, span),
            Called::Extreme(extreme) => self.extreme(extreme, arguments, span),
            Called::OfNumber(function) => {
                let span = Self::span_of(&arguments, span).union(span);
                let (function, operand) = self.arguments_of(function, &name, arguments, span)?;
                self.calculation(function, operand, &name, span)
            }
        }
    }

    fn no_such_function<T>(&mut self, name: &str, span: Span) -> Checked<T> {
        let error = ExpressionError::new(span, format!("there is no function `{name}`")).expected(SUPPORTED);
        self.fail(match (name, nearest(name, FUNCTIONS)) {
            ("log", _) => error.help("the natural logarithm is ln"),
            ("count" | "sum" | "avg" | "min" | "max", _) => {
                error.help("an expression is about one row at a time")
            }
            (_, Some(nearest)) => error.help(format!("did you mean `{nearest}`?")),
            (_, None) => error,
        })
    }

    fn arguments_of(
        &mut self,
        function: Function,
        name: &str,
        arguments: Vec<Typed>,
        span: Span,
    ) -> Checked<(Function, Typed)> {
        let count = arguments.len();
        let mut arguments = arguments.into_iter();
        match (function, arguments.next(), arguments.next()) {
            (_, Some(operand), None) => Some((function, operand)),
            (Function::Round(_), Some(operand), Some(decimals)) if count == 2 => match decimals.node {
                Node::Literal(Literal::Integer(decimals @ 0..=MOST_DECIMALS)) => {
                    Some((Function::Round(u8::try_from(decimals).ok()?), operand))
                }
                _ => self.fail(
                    ExpressionError::new(decimals.span, "the number of decimals must be written out")
                        .expected(format!("a whole number from 0 to {MOST_DECIMALS}")),
                ),
            },
            _ => self.fail(
                ExpressionError::new(span, format!("`{name}` was given {count} arguments")).expected(
                    if name == "round" {
                        "round(x) or round(x, decimals)".to_owned()
                    } else {
                        format!("{name}(x)")
                    },
                ),
            ),
        }
    }

    fn calculation(&mut self, function: Function, operand: Typed, name: &str, span: Span) -> Checked<Typed> {
        let operand = self.numeric(operand, name)?;
        // What is whole stays whole, unless the function leaves the whole numbers.
        let kind = match function {
            Function::Ln | Function::Exp | Function::Sqrt => Kind::Number,
            _ => operand.kind.unwrap_or(Kind::Number),
        };
        if kind == Kind::Integer
            && matches!(function, Function::Floor | Function::Ceiling | Function::Round(_))
        {
            return Some(Typed { span, ..operand });
        }
        let operand = Box::new(in_kind(operand, kind));
        Some(Typed { node: Node::Function { function, operand, kind, span }, kind: Some(kind), span })
    }

    /// `floor` and `ceil` are syntax of their own to the parser, which knows `FLOOR(time TO HOUR)`.
    pub(super) fn floor_or_ceiling(
        &mut self,
        operand: &Expr,
        field: &CeilFloorKind,
        function: Function,
    ) -> Checked<Typed> {
        let name = if function == Function::Floor { "floor" } else { "ceil" };
        let operand = self.typed(operand)?;
        let span = operand.span;
        if !matches!(field, CeilFloorKind::DateTimeField(DateTimeField::NoDateTime)) {
            let message = format!("`{name}` takes one argument");
            return self.fail(ExpressionError::new(span, message).expected(format!("{name}(x)")));
        }
        self.calculation(function, operand, name, span)
    }

    fn coalesce(&mut self, arguments: Vec<Typed>, span: Span) -> Checked<Typed> {
        let (operands, kind, span) = self.same_kind("coalesce", arguments, span)?;
        Some(match kind {
            Some(kind) => Typed { node: Node::Coalesce { operands, kind }, kind: Some(kind), span },
            None => Typed::null(span),
        })
    }

    fn extreme(&mut self, extreme: Extreme, arguments: Vec<Typed>, span: Span) -> Checked<Typed> {
        let name = if extreme == Extreme::Greatest { "greatest" } else { "least" };
        let (operands, kind, span) = self.same_kind(name, arguments, span)?;
        let Some(kind) = kind else { return Some(Typed::null(span)) };
        if kind == Kind::Boolean {
            let message = format!("`{name}` needs values that have an order");
            return self.fail(ExpressionError::new(span, message).expected("numbers, text or dates"));
        }
        Some(Typed { node: Node::Extreme { extreme, operands, kind }, kind: Some(kind), span })
    }

    fn same_kind(
        &mut self,
        name: &str,
        arguments: Vec<Typed>,
        span: Span,
    ) -> Checked<(Vec<Node>, Option<Kind>, Span)> {
        if arguments.is_empty() {
            let message = format!("`{name}` was given no arguments");
            return self.fail(ExpressionError::new(span, message).expected(format!("{name}(x, y)")));
        }
        let span = Self::span_of(&arguments, span).union(span);
        let (operands, kind) = self.unified(arguments)?;
        Some((operands, kind, span))
    }

    pub(super) fn cast(&mut self, operand: &Expr, data_type: &DataType, lenient: bool) -> Checked<Typed> {
        let operand = self.typed(operand)?;
        let span = operand.span;
        let Some(to) = kind_named(data_type) else {
            let message = format!("CAST to {data_type} is not supported");
            return self.fail(
                ExpressionError::new(span, message).expected("INTEGER, DOUBLE, TEXT, BOOLEAN or DATE"),
            );
        };
        let Some(from) = operand.kind else {
            return Some(Typed { node: in_kind(operand, to), kind: Some(to), span });
        };
        let possible =
            from == to || from == Kind::Text || to == Kind::Text || (from != Kind::Date && to != Kind::Date);
        if !possible {
            let message = format!("{} is {from}, which cannot become {to}", self.quoted(span));
            return self.fail(ExpressionError::new(span, message));
        }
        let node = match from == to {
            true => operand.node,
            false => Node::Cast { operand: Box::new(operand.node), from, to, lenient, span },
        };
        Some(Typed { node, kind: Some(to), span })
    }
}

/// What a name calls; `floor` and `ceil` are syntax of their own.
enum Called {
    OfNumber(Function),
    Coalesce,
    Extreme(Extreme),
}

fn called(name: &str) -> Option<Called> {
    Some(match name {
        "abs" => Called::OfNumber(Function::Abs),
        "ln" => Called::OfNumber(Function::Ln),
        "exp" => Called::OfNumber(Function::Exp),
        "sqrt" => Called::OfNumber(Function::Sqrt),
        "ceiling" => Called::OfNumber(Function::Ceiling),
        "round" => Called::OfNumber(Function::Round(0)),
        "coalesce" => Called::Coalesce,
        "greatest" => Called::Extreme(Extreme::Greatest),
        "least" => Called::Extreme(Extreme::Least),
        _ => return None,
    })
}

/// The arguments of `name(a, b)`; `None` where there is more to the call, such as DISTINCT or OVER.
fn plain_arguments(call: &sqlparser::ast::Function) -> Option<Vec<&Expr>> {
    let FunctionArguments::List(list) = &call.args else { return None };
    let plain = list.duplicate_treatment.is_none()
        && list.clauses.is_empty()
        && matches!(call.parameters, FunctionArguments::None)
        && call.within_group.is_empty()
        && call.filter.is_none()
        && call.null_treatment.is_none()
        && call.over.is_none()
        && !call.uses_odbc_syntax;
    let arguments = list.args.iter().map(|argument| match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expression)) => Some(expression),
        _ => None,
    });
    if plain { arguments.collect() } else { None }
}

fn kind_named(data_type: &DataType) -> Option<Kind> {
    match data_type {
        DataType::Boolean | DataType::Bool => Some(Kind::Boolean),
        DataType::Integer(None) | DataType::Int(None) | DataType::BigInt(None) => Some(Kind::Integer),
        DataType::Double(_) | DataType::DoublePrecision | DataType::Real | DataType::Float(_) => {
            Some(Kind::Number)
        }
        DataType::Text | DataType::Varchar(None) | DataType::String(None) => Some(Kind::Text),
        DataType::Date => Some(Kind::Date),
        _ => None,
    }
}
