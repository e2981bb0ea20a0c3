// SPDX-License-Identifier: Apache-2.0

/// What an evaluation costs, beside other flag libraries in the same run.
@NullMarked
package dev.evenkeel.benchmarks.evaluation;

import org.jspecify.annotations.NullMarked;
