// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// Which page of what was found is shown.
///
/// @param found how many there are on all pages
/// @param page the page that was asked for, from 1 on; there may be no such one
/// @param most rows of a page
public record Pagination(int found, int page, int most) {
    /// How many pages there are.
    public int pages() {
        return (found + most - 1) / most;
    }

    /// The page before; 0 on the first one.
    public int before() {
        return page == 1 ? 0 : Math.min(page - 1, Math.max(1, pages()));
    }

    /// The page behind; 0 on the last one.
    public int behind() {
        return page >= pages() ? 0 : page + 1;
    }

    /// What was found, in words; empty when nothing was asked for and all of it is shown.
    ///
    /// @param shown rows of this page
    /// @param one what is listed, in the singular: `flag`
    /// @param all whether nothing was asked for
    public String words(int shown, String one, boolean all) {
        if (shown == 0) {
            return found == 0 ? "No " + one + " is as asked for." : "There is no such page.";
        }
        if (all && found <= most) {
            return "";
        }
        int first = (page - 1) * most + 1;
        String which = found <= most
                ? DisplayFormatter.count(found) + " " + one + (found == 1 ? "" : "s")
                : Character.toUpperCase(one.charAt(0)) + one.substring(1) + "s " + DisplayFormatter.count(first)
                        + " to " + DisplayFormatter.count(first + shown - 1L) + " of " + DisplayFormatter.count(found);
        return which + (all ? "." : " as asked for.");
    }
}
