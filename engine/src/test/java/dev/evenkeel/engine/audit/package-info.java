// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.engine.audit;

import org.jspecify.annotations.NullMarked;
