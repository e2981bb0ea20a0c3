// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.openfeature.conformance;

import org.jspecify.annotations.NullMarked;
