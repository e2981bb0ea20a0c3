// SPDX-License-Identifier: Apache-2.0

/// REST endpoints, responses and event stream of rollouts.
@NullMarked
package dev.evenkeel.server.rollouts.rollout.web;

import org.jspecify.annotations.NullMarked;
