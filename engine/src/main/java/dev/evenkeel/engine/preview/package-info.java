// SPDX-License-Identifier: Apache-2.0

/// What a rollout plan can do at given traffic, computed before anybody is exposed to it.
///
/// [dev.evenkeel.engine.preview.PlanPreview] is the answer; the rest are its parts and the programmes behind them.
@NullMarked
package dev.evenkeel.engine.preview;

import org.jspecify.annotations.NullMarked;
