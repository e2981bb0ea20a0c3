// SPDX-License-Identifier: Apache-2.0

/// JSON Lines processing for commands that answer one output line for each non-blank input line, with
/// validation of each request.
@NullMarked
package dev.evenkeel.cli.jsonlines;

import org.jspecify.annotations.NullMarked;
