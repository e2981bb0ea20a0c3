// SPDX-License-Identifier: Apache-2.0

/// Flag model and evaluation: parses flagd definitions, compiles them into an immutable `FlagSnapshot`, and
/// evaluates flags to value, variant and reason. Start here for how a flag gets its value.
@NullMarked
package dev.evenkeel.core.flag;

import org.jspecify.annotations.NullMarked;
