// SPDX-License-Identifier: Apache-2.0

/// Commands that answer JSON Lines: one line of standard output for each that is not blank on standard input.
@NullMarked
package dev.evenkeel.cli.lines;

import org.jspecify.annotations.NullMarked;
