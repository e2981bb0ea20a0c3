// SPDX-License-Identifier: Apache-2.0

/// How the SDK works inside; nothing here is API. Flags come in by [FlagStream] into [FlagStore], outcomes go
/// through [OutcomeRecorder] and [OutcomeFlusher] out, [Transport] is the only one that knows HTTP.
@NullMarked
package dev.evenkeel.sdk.internal;

import org.jspecify.annotations.NullMarked;
