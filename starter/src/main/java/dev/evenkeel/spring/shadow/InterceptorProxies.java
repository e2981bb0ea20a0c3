// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import java.lang.reflect.Modifier;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ClassUtils;

/// Puts an interceptor before an object.
final class InterceptorProxies {
    private static final ClassLoader LOADER = InterceptorProxies.class.getClassLoader();

    private InterceptorProxies() {}

    /// A stand-in with the class of the bean where that can be extended, else with its interfaces.
    static Object bean(Object bean, MethodInterceptor interceptor) {
        var factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(!Modifier.isFinal(bean.getClass().getModifiers()));
        factory.addAdvice(interceptor);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    /// A stand-in with the interfaces of an object, whatever thread asks for it: the class loader of a thread
    /// need not see them.
    static Object interfaces(Object target, MethodInterceptor interceptor) {
        var factory = new ProxyFactory(ClassUtils.getAllInterfacesForClass(target.getClass(), LOADER));
        factory.setTarget(target);
        factory.addAdvice(interceptor);
        return factory.getProxy(LOADER);
    }
}
