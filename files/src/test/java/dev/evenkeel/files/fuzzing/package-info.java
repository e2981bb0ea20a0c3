// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.files.fuzzing;

import org.jspecify.annotations.NullMarked;
