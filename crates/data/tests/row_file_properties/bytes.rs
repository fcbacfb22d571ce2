//! Numbers as bytes, in either order.

/// Bytes in the making.
#[derive(Debug)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
    pub(crate) big_endian: bool,
}

macro_rules! put {
    ($($number:ident),*) => {
        impl Writer {
            $(
                pub(crate) fn $number(&mut self, value: $number) {
                    let bytes = if self.big_endian { value.to_be_bytes() } else { value.to_le_bytes() };
                    self.bytes.extend_from_slice(&bytes);
                }
            )*
        }
    };
}

put!(i8, u8, i16, u16, i32, u32, u64, f64);

impl Writer {
    pub(crate) fn new(big_endian: bool) -> Self {
        Self { bytes: Vec::new(), big_endian }
    }

    /// Bytes in a room of that length.
    pub(crate) fn padded(&mut self, bytes: &[u8], length: usize, padding: u8) {
        assert!(bytes.len() <= length);
        self.bytes.extend_from_slice(bytes);
        self.zeros_or(length - bytes.len(), padding);
    }

    pub(crate) fn zeros(&mut self, count: usize) {
        self.zeros_or(count, 0);
    }

    fn zeros_or(&mut self, count: usize, byte: u8) {
        self.bytes.resize(self.bytes.len() + count, byte);
    }
}
