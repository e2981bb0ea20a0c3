// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.files.openslo;

import org.jspecify.annotations.NullMarked;
