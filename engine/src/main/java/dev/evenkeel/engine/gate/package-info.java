// SPDX-License-Identifier: Apache-2.0

/// Gates: preconditions of a change that answer pass, deny or unknown, and what they come to
/// together.
@NullMarked
package dev.evenkeel.engine.gate;

import org.jspecify.annotations.NullMarked;
