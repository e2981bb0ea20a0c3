// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import java.util.List;

/// The steps of spaces and of type, in CSS pixels at a root size of 16. The stylesheet uses no others.
public final class DesignTokens {
    /// Spaces between and inside of things. 4, 8, 16 and 24 carry the pages; 12 is the inside of a card, 32
    /// parts columns of facts, 48 ends a page and 96 keeps what is fixed clear. Up to 2 px are hairlines.
    public static final List<Integer> SPACES = List.of(4, 8, 12, 16, 24, 32, 48, 96);

    /// Sizes of type: drawings, small print, text, answers and titles.
    public static final List<Integer> TYPE = List.of(12, 13, 16, 20, 22);

    private DesignTokens() {}
}
