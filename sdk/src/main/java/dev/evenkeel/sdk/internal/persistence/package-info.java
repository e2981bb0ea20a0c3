// SPDX-License-Identifier: Apache-2.0

/// Local files that survive a restart: last snapshot, tripped breakers and overrides.
@NullMarked
package dev.evenkeel.sdk.internal.persistence;

import org.jspecify.annotations.NullMarked;
