// SPDX-License-Identifier: Apache-2.0

/// Services of the catalog: owner, dependencies, flags and cost of a failed call.
@NullMarked
package dev.evenkeel.engine.catalog;

import org.jspecify.annotations.NullMarked;
