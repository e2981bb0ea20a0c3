// SPDX-License-Identifier: Apache-2.0

/// Targeting rules: JsonLogic with flagd's operators, compiled once at load into expressions. Not API.
@NullMarked
package dev.evenkeel.targeting;

import org.jspecify.annotations.NullMarked;
