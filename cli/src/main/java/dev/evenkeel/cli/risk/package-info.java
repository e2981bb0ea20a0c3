// SPDX-License-Identifier: Apache-2.0

/// Risk on the command line: single questions, answered by the classes that judge risk elsewhere.
@NullMarked
package dev.evenkeel.cli.risk;

import org.jspecify.annotations.NullMarked;
