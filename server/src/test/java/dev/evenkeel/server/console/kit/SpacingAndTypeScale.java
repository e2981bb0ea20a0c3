// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.util.List;

/// Allowed sizes of spaces and type, in CSS pixels at a root font size of 16. The stylesheet uses no others.
final class SpacingAndTypeScale {
    /// Spaces between and inside elements. 4, 8, 16 and 24 are the base; 12 is the padding of a card, 32
    /// separates columns of facts, 48 ends a page and 96 keeps content clear of fixed elements. Up to 2 px are
    /// hairlines.
    static final List<Integer> SPACES = List.of(4, 8, 12, 16, 24, 32, 48, 96);

    /// Font sizes of charts, small print, text, answers and titles.
    static final List<Integer> TYPE = List.of(12, 13, 16, 20, 22);

    private SpacingAndTypeScale() {}
}
