// SPDX-License-Identifier: Apache-2.0

/// Detection of faults: drills that inject a fault on purpose, and past incidents evaluated with today's alert
/// rules.
@NullMarked
package dev.evenkeel.engine.detection;

import org.jspecify.annotations.NullMarked;
