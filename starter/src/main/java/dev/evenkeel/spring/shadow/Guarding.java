// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import java.lang.reflect.Modifier;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;

/// Puts an interceptor before an object.
final class Guarding {
    private Guarding() {}

    /// A stand-in with the class of the bean where that can be extended, else with its interfaces.
    static Object bean(Object bean, MethodInterceptor interceptor) {
        return proxy(bean, interceptor, !Modifier.isFinal(bean.getClass().getModifiers()));
    }

    /// A stand-in with the interfaces of an object.
    static Object interfaces(Object target, MethodInterceptor interceptor) {
        return proxy(target, interceptor, false);
    }

    private static Object proxy(Object target, MethodInterceptor interceptor, boolean ofItsClass) {
        var factory = new ProxyFactory(target);
        factory.setProxyTargetClass(ofItsClass);
        factory.addAdvice(interceptor);
        return factory.getProxy(target.getClass().getClassLoader());
    }
}
