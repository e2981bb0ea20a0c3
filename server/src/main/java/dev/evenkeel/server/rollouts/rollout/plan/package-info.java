// SPDX-License-Identifier: Apache-2.0

/// Catalogue of rollout plans, plan manifests and cached plan previews.
@NullMarked
package dev.evenkeel.server.rollouts.rollout.plan;

import org.jspecify.annotations.NullMarked;
