// SPDX-License-Identifier: Apache-2.0

/// Shadow calls: runs the other path on separate threads, compares results, and pauses when callers would
/// suffer.
@NullMarked
package dev.evenkeel.sdk.internal.shadow;

import org.jspecify.annotations.NullMarked;
