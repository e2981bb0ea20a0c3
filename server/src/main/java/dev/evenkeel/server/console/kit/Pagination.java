// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.function.IntFunction;

/// Position in a paged search result.
///
/// @param total number of matches on all pages
/// @param page the requested page, from 1; may be beyond the last page
/// @param pageSize maximum number of rows per page
/// @param path path of a page of the same search
public record Pagination(int total, int page, int pageSize, IntFunction<String> path) {
    /// Returns the number of pages.
    public int pageCount() {
        return (total + pageSize - 1) / pageSize;
    }

    /// Returns the previous page; 0 on the first one.
    public int previousPage() {
        return page == 1 ? 0 : Math.min(page - 1, Math.max(1, pageCount()));
    }

    /// Returns the next page; 0 on the last one.
    public int nextPage() {
        return page >= pageCount() ? 0 : page + 1;
    }

    /// Returns the number of matches as text; empty if the search has no criteria and one page shows all.
    ///
    /// @param shown number of rows on this page
    /// @param one singular noun of the listed items: `flag`
    /// @param all whether the search has no criteria
    public String summary(int shown, String one, boolean all) {
        if (shown == 0) {
            return total == 0 ? "No " + one + " is as asked for." : "There is no such page.";
        }
        if (all && total <= pageSize) {
            return "";
        }
        int first = (page - 1) * pageSize + 1;
        String which = total <= pageSize
                ? QuantityFormatter.formatCount(total) + " " + one + (total == 1 ? "" : "s")
                : Character.toUpperCase(one.charAt(0)) + one.substring(1) + "s " + QuantityFormatter.formatCount(first)
                        + " to " + QuantityFormatter.formatCount(first + shown - 1L) + " of "
                        + QuantityFormatter.formatCount(total);
        return which + (all ? "." : " as asked for.");
    }
}
