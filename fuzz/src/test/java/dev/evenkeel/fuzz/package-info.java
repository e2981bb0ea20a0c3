// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.fuzz;

import org.jspecify.annotations.NullMarked;
