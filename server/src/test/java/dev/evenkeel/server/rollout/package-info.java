// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.server.rollout;

import org.jspecify.annotations.NullMarked;
