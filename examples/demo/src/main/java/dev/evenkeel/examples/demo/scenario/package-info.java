// SPDX-License-Identifier: Apache-2.0

/// Failure scenarios of the payment service that end-to-end tests verify and benchmarks measure.
@NullMarked
package dev.evenkeel.examples.demo.scenario;

import org.jspecify.annotations.NullMarked;
