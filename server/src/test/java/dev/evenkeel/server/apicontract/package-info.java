// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.server.apicontract;

import org.jspecify.annotations.NullMarked;
