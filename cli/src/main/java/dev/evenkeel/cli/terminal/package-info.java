// SPDX-License-Identifier: Apache-2.0

/// Terminal output: text tables, wrapping, progress lines and removal of control characters from server text.
@NullMarked
package dev.evenkeel.cli.terminal;

import org.jspecify.annotations.NullMarked;
