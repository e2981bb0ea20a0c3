// SPDX-License-Identifier: Apache-2.0

/// What harm comes from which cause, how sure one can be of the order, and what a fix would buy.
@NullMarked
package dev.evenkeel.engine.cause;

import org.jspecify.annotations.NullMarked;
