//! What generated code is completed with where a success can be read while it arrives.

/// Adds `stream`, and `stream_blocking`, to a request that [`operation!`] has completed and whose success can be read while it
/// arrives. Where a document has several media types for one stream, they are separated by commas.
///
/// `streamed!(Chat => models::Delta, events);` where the data of each event is JSON; `text events` where it is text;
/// `whole events` where the item is the event itself; each with `until "END"` where other data than `[DONE]` ends it\
/// `streamed!(Export => models::Call, values "application/jsonl");`\
/// `streamed!(Recording => bytes "audio/mpeg, audio/wav");`
#[doc(hidden)]
#[macro_export]
macro_rules! streamed {
    ($name:ident => $item:ty, events $(until $end:literal)?) => {
        $crate::streamed!(@impl $name, $item, Events, events(), Json $(until $end)?);
    };
    ($name:ident => $item:ty, text events $(until $end:literal)?) => {
        $crate::streamed!(@impl $name, $item, Events, events(), Text $(until $end)?);
    };
    ($name:ident => $item:ty, whole events $(until $end:literal)?) => {
        $crate::streamed!(@impl $name, $item, Events, events(), Member $(until $end)?);
    };
    ($name:ident => $item:ty, values $media_types:literal) => {
        $crate::streamed!(@impl $name, $item, Values, values($media_types), Json);
    };
    ($name:ident => bytes $media_types:literal) => {
        $crate::streamed!(@impl $name, $crate::Bytes, Content, bytes($media_types), Text);
    };
    (
        @impl $name:ident, $item:ty, $stream:ident, $accept:ident($($media_types:literal)?), $data:ident
        $(until $end:literal)?
    ) => {
        impl $crate::Streamed for $name {
            type Item = $item;
            type Stream = $crate::$stream<Self>;

            const ACCEPT: $crate::Accept = $crate::Accept::$accept($($media_types)?);
            const DATA: $crate::EventData = $crate::EventData::$data;
            $(const END: &'static str = $end;)?
        }

        impl $name {
            /// Makes the call and returns the response while it arrives, once its head is there. The limit of the whole call
            /// ends then, and the server may be silent for as long as the read limit allows.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), and `Error::Decode` if the response is another success than the stream.
            pub async fn stream(
                self,
            ) -> ::std::result::Result<$crate::$stream<Self>, $crate::Error<<Self as $crate::Operation>::Error>> {
                let exchange = self.exchange.clone();
                exchange.stream(self).await
            }
        }

        $crate::__stream_blocking!($name);
    };
}

/// Nothing, because the feature `blocking` of callspec-core is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __stream_blocking {
    ($name:ident) => {};
}

/// `stream_blocking`, as `__blocking!` has `send_blocking`.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __stream_blocking {
    ($name:ident) => {
        impl $name {
            /// As [`stream`](Self::stream), for code that is not asynchronous: an iterator.
            ///
            /// # Errors
            ///
            /// As [`stream`](Self::stream), and `Error::Invalid` inside an asynchronous task of tokio, which it would stop.
            pub fn stream_blocking(
                self,
            ) -> ::std::result::Result<
                $crate::Blocking<<Self as $crate::Streamed>::Stream>,
                $crate::Error<<Self as $crate::Operation>::Error>,
            > {
                let exchange = self.exchange.clone();
                exchange.stream_blocking(self)
            }
        }
    };
}
