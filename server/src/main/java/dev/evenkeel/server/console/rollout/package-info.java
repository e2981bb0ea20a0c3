// SPDX-License-Identifier: Apache-2.0

/// Rollout list and rollout pages: verdict, guardrails with evidence, decisions and next steps.
@NullMarked
package dev.evenkeel.server.console.rollout;

import org.jspecify.annotations.NullMarked;
