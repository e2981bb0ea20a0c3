// SPDX-License-Identifier: Apache-2.0

/// Cost of a flag evaluation compared with other flag libraries in the same run (`bench evaluation`), with the
/// goals and the result table.
@NullMarked
package dev.evenkeel.benchmarks.evaluation;

import org.jspecify.annotations.NullMarked;
