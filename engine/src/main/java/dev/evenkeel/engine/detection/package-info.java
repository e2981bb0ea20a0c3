// SPDX-License-Identifier: Apache-2.0

/// Whether faults are noticed, by what and how soon: drills that inject one on purpose, and past incidents judged by
/// the rules of today.
@NullMarked
package dev.evenkeel.engine.detection;

import org.jspecify.annotations.NullMarked;
