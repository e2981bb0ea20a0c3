// SPDX-License-Identifier: Apache-2.0

/// Preview of a rollout plan at given traffic, before any unit is exposed: what it can detect, how long each
/// step takes, and what a bad candidate costs. `PlanPreview` is the result; start with it.
@NullMarked
package dev.evenkeel.engine.preview;

import org.jspecify.annotations.NullMarked;
