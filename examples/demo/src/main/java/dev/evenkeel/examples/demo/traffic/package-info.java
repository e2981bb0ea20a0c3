// SPDX-License-Identifier: Apache-2.0

/// Payment traffic of simulated customers, at a controlled rate.
@NullMarked
package dev.evenkeel.examples.demo.traffic;

import org.jspecify.annotations.NullMarked;
