// SPDX-License-Identifier: Apache-2.0

/// Detection of faults: drills that inject a fault, and past incidents evaluated with the current alert
/// rules.
@NullMarked
package dev.evenkeel.engine.detection;

import org.jspecify.annotations.NullMarked;
