// SPDX-License-Identifier: Apache-2.0

/// Counters of dropped data and logs of internal errors.
@NullMarked
package dev.evenkeel.sdk.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
