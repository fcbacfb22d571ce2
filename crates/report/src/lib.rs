//! National reports, figures, tables and exports of what was released.
