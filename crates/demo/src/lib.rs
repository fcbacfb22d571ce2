//! A synthetic study of fictional countries with known truth.
