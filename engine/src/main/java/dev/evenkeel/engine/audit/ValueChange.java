// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import org.jspecify.annotations.Nullable;

/// A changed value of a document.
///
/// @param pointer JSON pointer (RFC 6901); empty for the whole
/// @param before JSON; null when the value was added
/// @param after JSON; null when the value was removed
public record ValueChange(
        String pointer, @Nullable String before, @Nullable String after) {}
