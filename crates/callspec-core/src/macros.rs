//! What generated code is completed with: the methods that every request and every builder has.

/// Adds `send`, which `.await` alone stands for, `send_raw` and the options of a call to a request that implements
/// [`Operation`](crate::Operation) and has the field `exchange: Exchange`.
///
/// `operation!(GetCall => Call, GetCallError, [Unauthorized, NotFound]);` with the variants of the documented error
/// responses, to which the documentation of `send` links\
/// `operation!(GetCall => Call, Infallible);` where none is documented.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($name:ident => $output:ty, $error:ident, [$first:ident $(, $variant:ident)*]) => {
        $crate::operation!(
            @with $name => $output, $error,
            concat!(
                "[`Error::Api`](callspec_core::Error::Api) with a documented error response: ",
                "[`", stringify!($first), "`](", stringify!($error), "::", stringify!($first), ")",
                $(", [`", stringify!($variant), "`](", stringify!($error), "::", stringify!($variant), ")",)*
                " of [`", stringify!($error), "`]. Any other [`Error`](callspec_core::Error) if the exchange itself fails, or ",
                "the response is not documented."
            )
        );
    };
    ($name:ident => $output:ty, $error:ty) => {
        $crate::operation!(
            @with $name => $output, $error,
            "An [`Error`](callspec_core::Error) if the exchange itself fails, or the response is not documented, as no error \
             response of this operation is."
        );
    };
    (@with $name:ident => $output:ty, $error:ty, $errors:expr) => {
        impl $name {
            /// Makes the call and returns the body of its response. `.await` alone does the same, and `send_blocking`
            /// (feature `blocking`) does so without asynchronous code.
            ///
            /// # Errors
            ///
            #[doc = $errors]
            pub async fn send(self) -> ::std::result::Result<$output, $crate::Error<$error>> {
                let exchange = self.exchange.clone();
                exchange.send(self).await
            }

            /// Makes the call and returns the body of its response with status, headers, request id and bytes.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub async fn send_raw(self) -> ::std::result::Result<$crate::Response<$output>, $crate::Error<$error>> {
                let exchange = self.exchange.clone();
                exchange.send_raw(self).await
            }

            /// Sets a query parameter that is not documented, in the place of any of this name; a list is as many pairs.
            pub fn extra_query(mut self, name: &str, value: impl $crate::types::private::Serialize) -> Self {
                self.exchange = self.exchange.extra_query(name, value);
                self
            }

            /// Sets a member of the JSON body that is not documented, in the place of any of this name. A name such as
            /// `/data/attributes/name` is a JSON pointer (RFC 6901) to where an object of the body holds it. Without such an
            /// object the call is `Error::Invalid`.
            pub fn extra_body(mut self, name: &str, value: impl $crate::types::private::Serialize) -> Self {
                self.exchange = self.exchange.extra_body(name, value);
                self
            }
        }

        /// As [`send`](Self::send), so that `.await` alone makes the call.
        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$output, $crate::Error<$error>>;
            type IntoFuture = $crate::BoxFuture<'static, Self::Output>;

            // Compiled where it is used, and not once more in a client with hundreds of operations.
            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                ::std::boxed::Box::pin(self.send())
            }
        }

        $crate::__call_options!($name);
        $crate::__blocking!($name => $output, $error);
    };
}

/// Adds the options of a call to what has the field `exchange: Exchange`.
#[doc(hidden)]
#[macro_export]
macro_rules! __call_options {
    ($name:ident) => {
        impl $name {
            /// Sets how long this call may take in all, retries included; `None` is without end.
            pub fn timeout(mut self, limit: impl Into<Option<::std::time::Duration>>) -> Self {
                self.exchange = self.exchange.timeout(limit);
                self
            }

            /// Sets how long a connection may take, if this call needs a new one; `None` is without end.
            pub fn connect_timeout(mut self, limit: impl Into<Option<::std::time::Duration>>) -> Self {
                self.exchange = self.exchange.connect_timeout(limit);
                self
            }

            /// Sets how long the server may be silent during this call, from the beginning of the request on; `None` is without
            /// end.
            pub fn read_timeout(mut self, limit: impl Into<Option<::std::time::Duration>>) -> Self {
                self.exchange = self.exchange.read_timeout(limit);
                self
            }

            /// Sets what of this call is tried again.
            pub fn retry(mut self, retry: $crate::Retry) -> Self {
                self.exchange = self.exchange.retry(retry);
                self
            }

            /// Sets how many bytes the body of the response may have, decompressed.
            pub fn body_limit(mut self, bytes: usize) -> Self {
                self.exchange = self.exchange.body_limit(bytes);
                self
            }

            /// Sets a header of this call, in the place of any other of this name.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.exchange = self.exchange.header(name, value);
                self
            }
        }
    };
}

pub(crate) use __call_options;

/// Nothing, because the feature `blocking` of callspec-core is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($name:ident => $output:ty, $error:ty) => {};
}

/// `send_blocking`: a macro of its own, because a `cfg` inside [`operation!`] would ask the crate that calls it.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($name:ident => $output:ty, $error:ty) => {
        impl $name {
            /// As [`send`](Self::send), for code that is not asynchronous; inside `spawn_blocking` too.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), and `Error::Invalid` inside an asynchronous task of tokio, which it would stop.
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            pub fn send_blocking(self) -> ::std::result::Result<$output, $crate::Error<$error>> {
                let exchange = self.exchange.clone();
                exchange.send_blocking(self)
            }
        }
    };
}

/// Adds the settings that every client has, and `build`, to a builder with the field `core: callspec_core::ClientBuilder`;
/// the client has the field `core: callspec_core::Client`.
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($builder:ident => $client:ident) => {
        impl $builder {
            /// Sets where the API is, in the place of the addresses in its document, those of single operations included. A
            /// path is kept; `http:` is refused for any host but this machine.
            pub fn base_url(mut self, url: impl Into<::std::string::String>) -> Self {
                self.core = self.core.base_url(url);
                self
            }

            /// Allows `http:` to other hosts. Credentials and calls are then readable on the way.
            pub fn allow_http(mut self) -> Self {
                self.core = self.core.allow_http();
                self
            }

            /// Sets how long a call may take in all, retries included; 60 s by default, `None` is without end.
            pub fn timeout(mut self, limit: impl Into<Option<::std::time::Duration>>) -> Self {
                self.core = self.core.timeout(limit);
                self
            }

            /// Sets how long the server may be silent; 30 s by default, `None` is without end.
            pub fn read_timeout(mut self, limit: impl Into<Option<::std::time::Duration>>) -> Self {
                self.core = self.core.read_timeout(limit);
                self
            }

            /// Sets how long a connection may take; 5 s by default, `None` is without end.
            pub fn connect_timeout(mut self, limit: impl Into<Option<::std::time::Duration>>) -> Self {
                self.core = self.core.connect_timeout(limit);
                self
            }

            /// Sets how many bytes the body of a response may have, decompressed; 16 MiB by default.
            pub fn body_limit(mut self, bytes: usize) -> Self {
                self.core = self.core.body_limit(bytes);
                self
            }

            /// Sets what is tried again.
            pub fn retry(mut self, retry: $crate::Retry) -> Self {
                self.core = self.core.retry(retry);
                self
            }

            /// Sets the header `User-Agent`; by default name and version of the client.
            pub fn user_agent(mut self, user_agent: impl Into<::std::string::String>) -> Self {
                self.core = self.core.user_agent(user_agent);
                self
            }

            /// Sets the transport, such as one in memory for tests. It is needed where the feature `reqwest` is off.
            pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
                self.core = self.core.transport(transport);
                self
            }

            /// Adds something that is done around each attempt; the first one added is the outermost.
            pub fn middleware(mut self, middleware: impl $crate::Middleware) -> Self {
                self.core = self.core.middleware(middleware);
                self
            }

            /// Sets the clock, for tests.
            pub fn clock(mut self, clock: impl $crate::Clock) -> Self {
                self.core = self.core.clock(clock);
                self
            }

            /// Sets the dice that retries are spread with, for tests.
            pub fn dice(mut self, dice: impl $crate::Dice) -> Self {
                self.core = self.core.dice(dice);
                self
            }

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// `BuildError` if a credential that every operation needs is missing, or a setting cannot be used.
            pub fn build(self) -> ::std::result::Result<$client, $crate::BuildError> {
                ::std::result::Result::Ok($client {
                    core: self.core.build()?,
                })
            }
        }

        $crate::__network!($builder);

        impl $client {
            /// Begins a call that has no method here, such as one that is not documented. It goes to the client's base URL, with
            /// its credentials, limits and retries; `path` is a template behind the base URL, such as `/calls/{id}`.
            pub fn request(&self, method: $crate::Method, path: &'static str) -> $crate::RawRequest {
                self.core.request(method, path)
            }

            /// Fetches what an address in a response leads to. Credentials go to the API's own origin alone; other origins have
            /// to be `https:`.
            pub fn download(&self, url: impl ::std::convert::Into<::std::string::String>) -> $crate::Download {
                self.core.download(url)
            }
        }
    };
}

/// Nothing, because the feature `reqwest` of callspec-core is off.
#[cfg(not(feature = "reqwest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __network {
    ($builder:ident) => {};
}

/// `network`: a macro of its own, as [`__blocking!`] is.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
#[macro_export]
macro_rules! __network {
    ($builder:ident) => {
        impl $builder {
            /// Sets what is special about the network: certificates, a proxy, the pool of connections.
            #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
            pub fn network(mut self, network: $crate::NetworkBuilder) -> Self {
                self.core = self.core.network(network);
                self
            }
        }
    };
}

/// Adds `pages` and `items` to a request that [`operation!`] has completed, by one of the constructors of
/// [`Paging`](crate::Paging).
///
/// `paged!(ListCalls => models::Call, by links);` for a list of JSON:API\
/// `paged!(ListCalls => models::Call, by offset("offset"));` where the response is the list itself\
/// `paged!(ListCalls => models::Call, by offset("offset") in calls at "/calls");` where the list is that field, which may be
/// optional, and this is the JSON pointer to it\
/// `paged!(ListCalls => models::Call, by offset("offset") in calls at "/calls" of ListCallsResponse::Ok as "application/json");` where
/// that is one of several bodies of the success, and the only one that is asked for\
/// `paged!(ListCalls => models::Call, by page("page", 1), total "/total");` where the server says how many items there are\
/// `paged!(ListCalls => models::Call, by token("cursor", At("/next")), more "/has_more");` where a page says whether there are
/// more\
/// `paged!(ListCalls => models::Call, by page("page", 1), size("per_page", 1, 100) unless "page");` where a page may be asked for so many
/// items\
/// `paged!(ListCalls => models::Call, by link("link"));` by the header `Link`
#[doc(hidden)]
#[macro_export]
macro_rules! paged {
    ($name:ident => $item:ty, by links $($rest:tt)*) => {
        $crate::paged!($name => $item, by link("/links/next") in data at "/data" $($rest)*);
    };
    (
        $name:ident => $item:ty,
        by $kind:ident $arguments:tt $(in $field:ident at $list:literal)?
        $(of $output:ident::$page:ident as $media_type:literal)?
        $(, total $total:literal)?
        $(, more $more:literal)?
        $(, size $size:tt $(unless $unless:literal)?)?
    ) => {
        impl $crate::Paged for $name {
            type Item = $item;

            const PAGING: $crate::Paging =
                $crate::Paging::$kind $arguments
                    $(.list($list))? $(.media_type($media_type))? $(.total($total))? $(.more($more))?
                    $(.size $size $(.unless($unless))?)?;

            fn into_items(page: Self::Output) -> ::std::vec::Vec<Self::Item> {
                $(let $output::$page(page) = page else {
                    return ::std::vec::Vec::new();
                };)?
                $(let page = page.$field;)?
                $crate::List::into_items(page)
            }
        }

        $crate::paged!(@methods $name);
    };
    (@methods $name:ident) => {
        impl $name {
            /// The pages from this one on, each fetched when it is asked for.
            pub fn pages(self) -> $crate::Pages<Self> {
                $crate::Pages::new(self.exchange.clone(), self)
            }

            /// The items from this page on, each page fetched when it is asked for.
            pub fn items(self) -> $crate::Items<Self> {
                self.pages().items()
            }
        }
    };
}
