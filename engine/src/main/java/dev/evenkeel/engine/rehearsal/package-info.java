// SPDX-License-Identifier: Apache-2.0

/// Rollouts played against a service that does not exist: what a plan would do, before anybody is exposed to it.
@NullMarked
package dev.evenkeel.engine.rehearsal;

import org.jspecify.annotations.NullMarked;
