// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.files;

import org.jspecify.annotations.NullMarked;
