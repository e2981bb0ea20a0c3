// SPDX-License-Identifier: Apache-2.0

/// Analysis endpoints for Argo Rollouts and Flagger: they answer whether a rollout may continue, and change
/// nothing.
@NullMarked
package dev.evenkeel.server.rollouts.integration;

import org.jspecify.annotations.NullMarked;
