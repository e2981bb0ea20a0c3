// SPDX-License-Identifier: Apache-2.0

/// What delivery tools that people already run ask: may it go on, or must it go back? Answers only; changes nothing.
/// Uses `rollout` for what the guard decided, and `gate` for what stands against a change.
@ApplicationModule(allowedDependencies = {"platform", "access", "rollout", "gate"})
@NullMarked
package dev.evenkeel.server.adapter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
