// SPDX-License-Identifier: Apache-2.0

/// Public API of the SDK: `Evenkeel` evaluates flags, runs guarded changes and migrations, and reports
/// outcomes.
@NullMarked
package dev.evenkeel.sdk;

import org.jspecify.annotations.NullMarked;
