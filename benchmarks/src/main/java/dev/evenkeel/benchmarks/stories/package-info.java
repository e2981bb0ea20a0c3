// SPDX-License-Identifier: Apache-2.0

/// The guard on the real payment service: what each way of going wrong costs until it is stopped.
@NullMarked
package dev.evenkeel.benchmarks.stories;

import org.jspecify.annotations.NullMarked;
