// SPDX-License-Identifier: Apache-2.0

/// Guarded calls: evaluates the flag, runs control or candidate within its limits, and records the outcome. It
/// never blocks the caller on reporting.
@NullMarked
package dev.evenkeel.sdk.internal.call;

import org.jspecify.annotations.NullMarked;
