// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.files.audit;

import org.jspecify.annotations.NullMarked;
