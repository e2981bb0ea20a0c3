// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A table of a page, rendered by `kit/table.jte`: the rows, and for each column its title and a function from a
/// row to the value of the cell. A template declares the columns.
///
/// The template renders a value by its type: a [StatusBadge] as a badge, an [java.time.Instant] as a date and
/// time, [Content] as markup, null as "–", and any other value as text. Cells without a value have the CSS class
/// `absent`.
///
/// @param <R> a row
public final class DataTable<R> {
    private final Collection<R> rows;
    private final StringBuilder cssClass;
    private final List<Column<R>> columns = new ArrayList<>();
    private Function<? super R, @Nullable String> rowClass = row -> null;
    private @Nullable String id;
    private @Nullable Content emptyContent;

    private DataTable(Collection<R> rows, String cssClass) {
        this.rows = rows;
        this.cssClass = new StringBuilder(cssClass);
    }

    /// Creates a table that has the same layout on all screens.
    public static <R> DataTable<R> plain(Collection<R> rows) {
        return new DataTable<>(rows, "table");
    }

    /// Creates a table whose rows become blocks with column titles on a phone.
    public static <R> DataTable<R> blocks(Collection<R> rows) {
        return new DataTable<>(rows, "table blocks");
    }

    /// Creates a table whose rows become short blocks on a phone, without cells of the CSS class `rest`.
    public static <R> DataTable<R> compact(Collection<R> rows) {
        return new DataTable<>(rows, "table blocks compact");
    }

    public DataTable<R> withClass(String name) {
        cssClass.append(' ').append(name);
        return this;
    }

    public DataTable<R> withId(String value) {
        id = value;
        return this;
    }

    /// Sets the CSS class of each row; null for none.
    public DataTable<R> withRowClass(Function<? super R, @Nullable String> name) {
        rowClass = name;
        return this;
    }

    /// Sets what is shown instead of a table without rows.
    public DataTable<R> empty(Content content) {
        emptyContent = content;
        return this;
    }

    /// Adds the column that names the row.
    public DataTable<R> rowHeader(String title, Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.ROW_HEADER, title, null, value);
    }

    /// Adds the column that names the row.
    public DataTable<R> rowHeader(
            String title, String cssClass, Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.ROW_HEADER, title, cssClass, value);
    }

    /// Adds a column whose title is next to the value on a phone.
    public DataTable<R> column(String title, Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.LABELED, title, null, value);
    }

    /// Adds a column whose title is next to the value on a phone.
    public DataTable<R> column(String title, String cssClass, Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.LABELED, title, cssClass, value);
    }

    /// Adds a column whose title is not shown on a phone, such as a status badge or a sentence.
    public DataTable<R> unlabeled(String title, Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.UNLABELED, title, null, value);
    }

    /// Adds a column whose title is not shown on a phone, such as a status badge or a sentence.
    public DataTable<R> unlabeled(
            String title, String cssClass, Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.UNLABELED, title, cssClass, value);
    }

    /// Adds the column of the buttons of a row. Only screen readers read its title.
    public DataTable<R> actions(Function<? super R, ? extends @Nullable Object> value) {
        return add(CellType.ACTIONS, "Actions", "row-orders", value);
    }

    /// Adds the column of the buttons of a row if the viewer has any actions.
    public DataTable<R> actions(boolean permitted, Function<? super R, ? extends @Nullable Object> value) {
        return permitted ? actions(value) : this;
    }

    private DataTable<R> add(
            CellType type,
            String title,
            @Nullable String cellClass,
            Function<? super R, ? extends @Nullable Object> value) {
        columns.add(new Column<>(type, title, cellClass, value));
        return this;
    }

    public @Nullable String id() {
        return id;
    }

    public String cssClass() {
        return cssClass.toString();
    }

    public List<Column<R>> columns() {
        return columns;
    }

    /// Returns what is shown instead of the table; null to show the table.
    public @Nullable Content placeholder() {
        return rows.isEmpty() ? emptyContent : null;
    }

    public List<Row> rows() {
        return rows.stream()
                .map(row -> new Row(
                        rowClass.apply(row),
                        columns.stream().map(column -> column.cellOf(row)).toList()))
                .toList();
    }

    /// How the cells of a column are marked up.
    public enum CellType {
        ROW_HEADER,
        LABELED,
        UNLABELED,
        ACTIONS
    }

    /// A column.
    ///
    /// @param cssClass null for none
    /// @param value returns the value of a row's cell
    public record Column<R>(
            CellType type,
            String title,
            @Nullable String cssClass,
            Function<? super R, ? extends @Nullable Object> value) {
        public boolean isTitleHidden() {
            return type == CellType.ACTIONS;
        }

        private Cell cellOf(R row) {
            Object content = value.apply(row);
            String absent = cssClass == null ? "absent" : cssClass + " absent";
            return new Cell(
                    type == CellType.ROW_HEADER,
                    type == CellType.LABELED ? title : null,
                    content == null ? absent : cssClass,
                    content);
        }
    }

    /// A row of cells.
    ///
    /// @param cssClass null for none
    public record Row(@Nullable String cssClass, List<Cell> cells) {}

    /// A cell.
    ///
    /// @param header whether the cell names the row
    /// @param label title of the column that a phone shows next to the value; null for none
    /// @param cssClass null for none
    public record Cell(
            boolean header,
            @Nullable String label,
            @Nullable String cssClass,
            @Nullable Object value) {
        /// Returns whether nothing is shown, not even "–".
        public boolean isEmpty() {
            return "".equals(value);
        }
    }
}
